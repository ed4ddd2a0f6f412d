# bash completion of all cb commands: the words come from the programs themselves.
# shellcheck shell=bash
_cb()
{
	local command=$1 word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} words i said=()
	local chosen= # of words joined by commas, those before the last

	COMPREPLY=()
	# --color=al arrives as three words: --color, =, al
	if [[ $word == = ]]; then
		word=
	elif [[ $before == = ]]; then
		before=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	# what was said already: the verb, if it is one, and the database
	for ((i = 1; i < COMP_CWORD; i++)); do
		if [[ ${COMP_WORDS[i]} == -d ]] && ((i + 1 < COMP_CWORD)); then
			said+=(-d "${COMP_WORDS[++i]}")
		elif ((i == 1)) && [[ ${COMP_WORDS[i]} != -* ]]; then
			said+=("${COMP_WORDS[i]}")
		fi
	done
	if [[ $before == -* ]]; then
		words=$("$command" "${said[@]}" "--completion=$before" 2>/dev/null)
		if [[ $words ]]; then
			[[ $word == *,* ]] && chosen=${word%,*},
			mapfile -t COMPREPLY < <(compgen -P "$chosen" -W "$words" -- "${word##*,}")
			return
		fi
	fi
	if [[ $word == -* ]] || ((COMP_CWORD == 1)); then
		words=$("$command" "${said[@]}" --completion 2>/dev/null)
	fi
	[[ $word == -* ]] || words+=$'\n'$("$command" "${said[@]}" --completion=operands 2>/dev/null)
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -o default -F _cb cb-import cb-export cb-org cb-rank cb-fund cb-volunteer cb-problem cb-activity \
	cb-task cb-care cb-report
