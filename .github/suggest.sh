#!/usr/bin/env bash
# The last step of the workflow suggest.yml: puts the draft on a branch, opens a pull request, and answers in the issue.
# Nothing of the issue comes here but its number; what a stranger wrote stands in files.
set -euo pipefail

told="$RUNNER_TEMP/told.md"
branch="suggestion-$ISSUE"

answer() { gh issue comment "$ISSUE" --body-file -; }

if [ "$MADE" != yes ]; then
  [ -s "$told" ] || echo "No draft could be made of this; the log of the job says why." > "$told"
  answer < "$told"
  exit
fi

gh auth setup-git
if git ls-remote --exit-code --heads origin "$branch" > /dev/null; then
  answer <<< "There is a draft of this on the branch \`$branch\` already. To make a new one, delete that branch, take the label off and put it on again."
  exit
fi

git config user.name "github-actions[bot]"
git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
git switch --quiet --create "$branch"
git add --all -- content
git commit --quiet --message "Draft from issue $ISSUE"
if ! git push --quiet origin "$branch"; then
  answer <<< "A draft was made, but it could not be put on a branch of this repository; the log of the job says why."
  exit 1
fi

if link=$(gh pr create --draft --base "$BASE" --head "$branch" --title "Draft from issue $ISSUE" --body-file "$told"); then
  answer <<< "An editor can look at a draft of this now: $link"
else
  answer <<< "A draft of this is on the branch \`$branch\`, but GitHub did not let this job open a pull request. An administrator can allow it (Settings, Actions, General, “Allow GitHub Actions to create and approve pull requests”). Until then, open it here: $GITHUB_SERVER_URL/$GITHUB_REPOSITORY/compare/$BASE...$branch?expand=1"
fi
