"""`python -m reflection_wall`: from the shell to `entry`."""

from reflection_wall.entry import main

main()
