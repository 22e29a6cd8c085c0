"""Those outside who write to citizens, and to whom citizens write: a register, and whether a message reaches anybody.

The register is a file of the operator (`HELSEVEI_SENDERS_FILE`). How they send is in `shell_app.fhir`.
"""
