"""``python -m hongtou``."""

from hongtou.cli import main

if __name__ == "__main__":
    main()
