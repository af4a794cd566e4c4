namespace Aspire.Hosting.Output;

/// <summary>The terminal, or the file or pipe in its place: whole lines, never mixed; colours only where someone sees them.</summary>
internal sealed class ConsoleOutput(TextWriter writer, bool colours)
{
    private readonly Lock _lock = new();

    public bool Colours => colours;

    public static ConsoleOutput OfProcess() =>
        new(
            Console.Out,
            !Console.IsOutputRedirected
                && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
                && Environment.GetEnvironmentVariable("TERM") != "dumb"
        );

    public void Write(string text)
    {
        lock (_lock)
        {
            try
            {
                writer.WriteLine(text);
            }
            // Whoever read it has gone; the application stays.
            catch (IOException) { }
        }
    }
}
