using System.Text;

namespace Orchestrator.Cli.Classify;

/// <summary>Opens what is read and written; a dash is standard input or output.</summary>
internal static class ClassifyFiles
{
    public const string Standard = "-";

    public static TextReader Open(string file, TextReader standard) =>
        file == Standard ? standard : new StreamReader(file, Encoding.UTF8);

    /// <summary>Lets <paramref name="write"/> write to a file that takes its name only when all went well.</summary>
    /// <param name="write">Says whether it did.</param>
    public static void Write(string file, TextWriter standard, Func<TextWriter, bool> write)
    {
        if (file == Standard)
        {
            write(standard);
            standard.Flush();
            return;
        }

        var path = Path.GetFullPath(file);
        var unfinished = $"{path}.unfinished";
        try
        {
            bool isGood;
            using (var writer = new StreamWriter(unfinished, append: false, new UTF8Encoding(false)))
            {
                isGood = write(writer);
            }

            if (isGood)
            {
                File.Move(unfinished, path, overwrite: true);
            }
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
