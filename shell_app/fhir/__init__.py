"""What senders' machines call: FHIR R4, `Communication` alone (issue 7). The handbook's page for senders tells how."""
