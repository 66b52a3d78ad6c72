# Completion of duban in bash: the program itself is asked. Bash cuts words at : and =, so they are put together again
# before the program sees them, and what stands before the last : or = is taken off its answers.
_duban() {
    local IFS=$'\013' line=${COMP_LINE:0:COMP_POINT} word index=0 words=()
    local at=0 before rest
    for ((at = 0; at <= COMP_CWORD; at++)); do
        word=${COMP_WORDS[at]}
        rest=${line#*"$word"}
        before=${line%%"$word"*}
        # A piece that follows without a space belongs to the word before it.
        if ((at > 0)) && [[ -z $before && ($word == [:=]* || ${words[index]} == *[:=]) ]]; then
            words[index]+=$word
        else
            ((at > 0)) && ((index++))
            words[index]=$word
        fi
        line=$rest
    done
    local current=${words[index]} cut=
    [[ $current == *[:=]* && $COMP_WORDBREAKS == *[:=]* ]] && cut=${current%"${current##*[:=]}"}
    COMPREPLY=($(_CLAP_IFS="$IFS" _CLAP_COMPLETE_INDEX="$index" _CLAP_COMPLETE_COMP_TYPE="$COMP_TYPE" \
        _CLAP_COMPLETE_SPACE=false COMPLETE=bash duban -- "${words[@]}"))
    COMPREPLY=("${COMPREPLY[@]#"$cut"}")
    [[ ${COMPREPLY-} =~ [=/:]$ ]] || compopt +o nospace 2>/dev/null
}
complete -o nospace -o bashdefault -F _duban duban
