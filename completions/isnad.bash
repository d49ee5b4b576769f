# Completion of isnad for bash.
_isnad() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} options=
  COMPREPLY=()
  if [ "$COMP_CWORD" = 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W 'read coverage fetch import list show chain disputes search stats merge split pin retract note undo log link export verify serve watch words number time lexicon eval help version' -- "$word")
    return
  fi
  case $before in
    --format | -f)
      local formats='table ndjson json csv'
      [ "$command" = coverage ] && formats='table chain dot ndjson json'
      [ "$command" = eval ] && formats='text json'
      case $command in
        import) formats='text json ndjson' ;;
        list | disputes | search | log) formats='table ndjson json' ;;
        show) formats='table json' ;;
        chain) formats='text dot json' ;;
        stats | verify | link) formats='text json' ;;
        watch) formats='text ndjson' ;;
        export) formats='acled ucdp geojson csv ndjson atom jsonfeed ninjs html' ;;
      esac
      mapfile -t COMPREPLY < <(compgen -W "$formats" -- "$word") && return
      ;;
    --as) mapfile -t COMPREPLY < <(compgen -W 'acled ucdp geojson csv ndjson atom jsonfeed ninjs' -- "$word") && return ;;
    --order) mapfile -t COMPREPLY < <(compgen -W 'time last origins number' -- "$word") && return ;;
    --prefer) mapfile -t COMPREPLY < <(compgen -W 'past future' -- "$word") && return ;;
    --from) mapfile -t COMPREPLY < <(compgen -W 'any text html rss telegram warc ndjson' -- "$word") && return ;;
    --published | --outlet | --url | --content-type | --now | --timeout | --incident | --min-reports | --actor | --after | --base | --before | --by | --country | --event | --limit | --min-origins | --mode | --place | --report | --since | --source | --status | --title | --why | --words) return ;;
  esac
  case $command in
    read) options='--published --outlet --url --format --explain --no-claims --fail-if-empty --excel-safe --bom --lexicon --from --content-type --allow-private --ignore-robots --cache --timeout --help' ;;
    coverage) options='--format --incident --min-reports --explain --fail-if-empty --lexicon --help' ;;
    fetch) options='--output --allow-private --ignore-robots --cache --timeout --help' ;;
    import) options='--store --lexicon --published --outlet --from --dry-run --format --allow-private --ignore-robots --cache --timeout --help' ;;
    list) options='--store --lexicon --event --mode --status --country --place --actor --source --after --before --words --min-origins --since --limit --order --disputed --retracted --format --fail-if-empty --help' ;;
    show) options='--store --lexicon --report --format --help' ;;
    chain) options='--store --lexicon --format --dot --json --help' ;;
    disputes) options='--store --lexicon --event --mode --status --country --place --actor --source --after --before --words --min-origins --since --limit --format --fail-if-empty --help' ;;
    search) options='--store --lexicon --limit --format --fail-if-empty --help' ;;
    stats) options='--store --lexicon --format --help' ;;
    merge) options='--store --lexicon --by --why --help' ;;
    split) options='--store --lexicon --by --why --help' ;;
    pin) options='--store --lexicon --by --why --help' ;;
    retract) options='--store --lexicon --by --why --report --help' ;;
    note) options='--store --lexicon --by --why --help' ;;
    undo) options='--store --lexicon --by --why --help' ;;
    log) options='--store --lexicon --since --incident --acts --limit --format --help' ;;
    link) options='--store --lexicon --explain --format --help' ;;
    export) options='--store --lexicon --event --mode --status --country --place --actor --source --after --before --words --min-origins --since --limit --as --format --bom --excel-safe --title --base --coverages --help' ;;
    verify) options='--store --lexicon --format --help' ;;
    serve) options='--store --lexicon --listen --read-only --token --log --coverages --origin --max-clients --max-per-address --allow-private --help' ;;
    watch) options='--store --lexicon --every --once --format --allow-private --ignore-robots --cache --timeout --help' ;;
    words | number) options='--lexicon --plain --help' ;;
    time) options='--lexicon --plain --now --prefer --help' ;;
    lexicon)
      options='--output --lexicon --help'
      [ "$COMP_CWORD" = 2 ] && mapfile -t COMPREPLY < <(compgen -W 'compile check add-places' -- "$word") && return
      ;;
    eval) options='--show --format --lexicon --help' ;;
    help) mapfile -t COMPREPLY < <(compgen -W 'read coverage fetch import list show chain disputes search stats merge split pin retract note undo log link export verify serve watch words number time lexicon eval' -- "$word") && return ;;
  esac
  if [[ $word == -* ]]; then mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word"); fi
}
complete -o default -F _isnad isnad
