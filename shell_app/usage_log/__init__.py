"""The usage log: what the citizen can read of all use, in a chain for each person that shows what was tampered with.

`entry` is one use and its bytes, `chain` binds a person's uses together, `anchors` binds the chains to what lies
outside the database, `proof` verifies and hands it all to the citizen; `proof.js` does the same in the browser.
"""
