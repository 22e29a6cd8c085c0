"""What the shell keeps: tables, and the questions and commands by which the other rooms reach them.

`database` opens SQLite or PostgreSQL, `tables` says what is kept, `sealing` hides national numbers; every other
module is named after what it keeps. Nothing outside this room writes SQL.
"""
