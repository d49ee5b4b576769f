# Completion of isnad for bash.
_isnad() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} options=
  COMPREPLY=()
  if [ "$COMP_CWORD" = 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W 'read coverage fetch words number time lexicon eval help version' -- "$word")
    return
  fi
  case $before in
    --format | -f)
      local formats='table ndjson json csv'
      [ "$command" = coverage ] && formats='table chain dot ndjson json'
      [ "$command" = eval ] && formats='text json'
      mapfile -t COMPREPLY < <(compgen -W "$formats" -- "$word") && return
      ;;
    --prefer) mapfile -t COMPREPLY < <(compgen -W 'past future' -- "$word") && return ;;
    --from) mapfile -t COMPREPLY < <(compgen -W 'any text html rss telegram warc ndjson' -- "$word") && return ;;
    --published | --outlet | --url | --content-type | --now | --timeout | --incident | --min-reports) return ;;
  esac
  case $command in
    read) options='--published --outlet --url --format --explain --no-claims --fail-if-empty --excel-safe --bom --lexicon --from --content-type --allow-private --ignore-robots --cache --timeout --help' ;;
    coverage) options='--format --incident --min-reports --explain --fail-if-empty --lexicon --help' ;;
    fetch) options='--output --allow-private --ignore-robots --cache --timeout --help' ;;
    words | number) options='--lexicon --plain --help' ;;
    time) options='--lexicon --plain --now --prefer --help' ;;
    lexicon)
      options='--output --lexicon --help'
      [ "$COMP_CWORD" = 2 ] && mapfile -t COMPREPLY < <(compgen -W 'compile check add-places' -- "$word") && return
      ;;
    eval) options='--show --format --lexicon --help' ;;
    help) mapfile -t COMPREPLY < <(compgen -W 'read coverage fetch words number time lexicon eval' -- "$word") && return ;;
  esac
  if [[ $word == -* ]]; then mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word"); fi
}
complete -o default -F _isnad isnad
