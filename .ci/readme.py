"""Runs the console blocks of README.md and compares, or with --update replaces, what they print."""

import os
import re
import subprocess
import sys

folder, update = os.path.abspath(sys.argv[1]), "--update" in sys.argv
os.environ["PATH"] = folder + os.pathsep + os.environ["PATH"]
readme = open("README.md", encoding="utf-8").read()
wrong = 0


def run(match):
    global wrong
    before, shown = match.group(1), match.group(3)
    done = subprocess.run(["bash", "-o", "pipefail", "-c", match.group(2)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{match.group(2)}\nexits with {done.returncode}\n{done.stderr}")
    if done.stdout != shown:
        wrong += 1
        print(f"$ {match.group(2)}\nREADME.md says:\n{shown}\nthe program says:\n{done.stdout}")
    return f"{before}$ {match.group(2)}\n{done.stdout}```\n"


found = re.compile(r"(```console\n)\$ ([^\n]+)\n(.*?)```\n", re.S)
if not found.search(readme):
    sys.exit("README.md has no console block")
new = found.sub(run, readme)
if update:
    open("README.md", "w", encoding="utf-8").write(new)
elif wrong:
    sys.exit(f"{wrong} blocks of README.md are stale: .ci/readme --update")
