"""python -m translations extract | update | check | dates"""

