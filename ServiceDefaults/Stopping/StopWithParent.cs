namespace Orchestrator.ServiceDefaults;

/// <summary>
/// Ends the host when standard input closes. The starter holds the other end of the pipe: when it is killed, even
/// without a chance to clean up, the operating system closes the pipe and nothing is left behind.
/// </summary>
internal static class StopWithParent
{
    /// <param name="input">Standard input.</param>
    /// <param name="stop">Called once, from another thread.</param>
    public static void Watch(Stream input, Action stop)
    {
        // A thread of its own, because a console stream blocks even in ReadAsync.
        var thread = new Thread(() => ReadToEnd(input, stop)) { IsBackground = true, Name = "stop-with-parent" };
        thread.Start();
    }

    private static void ReadToEnd(Stream input, Action stop)
    {
        var ignored = new byte[256];
        try
        {
            while (input.Read(ignored) > 0)
            {
                // Whatever the starter writes is of no interest.
            }
        }
        // A broken pipe is as good as a closed one; a disposed one belongs to a process that ends already.
        catch (Exception exception) when (exception is IOException or ObjectDisposedException) { }

        stop();
    }
}
