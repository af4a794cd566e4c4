namespace LocalServers;

/// <summary>
/// The shell program that stands between this process and a server: it passes signals on, tells the server's id and exit
/// code, and ends the server when this process is gone, whichever way it went (its end of the pipe is closed then).
/// </summary>
internal static class GuardScript
{
    public const string IdPrefix = "guard:id ";
    public const string ExitPrefix = "guard:exit ";

    /// <summary>How long an orphaned server has for its orderly stop, in tenths of a second.</summary>
    public const int OrphanTenths = 100;

    // Each line from the owner is the name of a signal. The end of the lines means that the owner is gone or has no
    // more use for the guard. The reader goes as soon as the server has ended: its id may be another process's soon.
    // SIGPIPE is ignored only after the server has been started, because it would inherit that.
    public const string Text = """
        stop=$1 tenths=$2 folder=$3 owner=$PPID
        shift 3
        exec 3<&0 </dev/null
        "$@" 3<&- &
        server=$!
        trap '' PIPE
        echo "guard:id $server"
        (
          while read -r signal <&3; do kill -s "$signal" "$server"; done
          kill -s "$stop" "$server"
          while [ "$tenths" -gt 0 ] && kill -0 "$server"; do sleep 0.1; tenths=$((tenths - 1)); done
          kill -s KILL "$server"
        ) >/dev/null 2>&1 &
        reader=$!
        wait "$server"
        code=$?
        exec 2>/dev/null
        kill -s KILL "$reader"
        wait "$reader"
        echo "guard:exit $code"
        while read -r signal <&3; do :; done
        if [ -n "$folder" ] && ! kill -0 "$owner"; then rm -rf "$folder"; fi
        """;
}
