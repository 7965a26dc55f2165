"""`python -m hovorna` is the command `hovorna`."""

from hovorna.cli import main

if __name__ == "__main__":
    main()
