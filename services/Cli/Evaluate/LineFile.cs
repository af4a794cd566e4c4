using System.Collections.Immutable;
using System.IO.Compression;
using Orchestrator.Cli.Evaluate.Outcomes;
using Orchestrator.Cli.Output;
using Orchestrator.Files;

namespace Orchestrator.Cli.Evaluate;

/// <summary>Reads a file of one JSON object per line, packed or not; all that is wrong is told, up to a limit.</summary>
/// <param name="file">As it was named.</param>
/// <param name="read">Throws <see cref="OutcomeException"/> for a line that is none.</param>
internal sealed class LineFile<T>(string file, LineFileLimits limits, Func<string, T> read)
    where T : class
{
    private const int GzipFirst = 0x1F;
    private const int GzipSecond = 0x8B;

    private readonly ImmutableArray<FileProblem>.Builder _problems = ImmutableArray.CreateBuilder<FileProblem>();

    public FileReading<IReadOnlyList<T>> Read(Stream stream, CancellationToken cancellationToken)
    {
        var lines = new List<T>();
        try
        {
            using var text = new StreamReader(Unpacked(stream));
            foreach (var (number, line) in new BoundedLines(text, limits.LineChars, limits.FileChars).Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Add(lines, number, line);
                if (_problems.Count >= limits.Problems)
                {
                    break;
                }
            }
        }
        catch (InvalidDataException)
        {
            _problems.Add(new FileProblem(file, 0, "", "is no complete gzip file"));
        }

        if (lines.Count == 0 && _problems.Count == 0)
        {
            _problems.Add(new FileProblem(file, 0, "", "has no lines"));
        }

        return _problems.Count == 0
            ? FileReading.Good<IReadOnlyList<T>>(lines)
            : FileReading.Bad<IReadOnlyList<T>>(_problems.ToImmutable());
    }

    private void Add(List<T> lines, int number, string? line)
    {
        if (line is null || lines.Count >= limits.Lines)
        {
            var most = $"{limits.Lines} lines of {limits.LineChars} characters";
            _problems.Add(new FileProblem(file, number, "", $"is too much: at most {most}"));
        }
        else if (!string.IsNullOrWhiteSpace(line))
        {
            try
            {
                lines.Add(read(line));
            }
            catch (OutcomeException exception)
            {
                _problems.Add(new FileProblem(file, number, exception.Field, exception.Message));
            }
        }
    }

    private static Stream Unpacked(Stream stream)
    {
        var buffered = new BufferedStream(stream, 1 << 16);
        var isPacked = buffered.ReadByte() == GzipFirst && buffered.ReadByte() == GzipSecond;
        buffered.Position = 0;
        return isPacked ? new GZipStream(buffered, CompressionMode.Decompress) : buffered;
    }
}

/// <param name="Lines">That a file may have.</param>
/// <param name="LineChars">Of one line.</param>
/// <param name="FileChars">Of the whole file, unpacked.</param>
/// <param name="Problems">That are told; reading stops there.</param>
internal sealed record LineFileLimits(int Lines, int LineChars, long FileChars, int Problems)
{
    public static readonly LineFileLimits Outcomes = new(
        EvaluateLimits.LinesMax,
        EvaluateLimits.LineCharsMax,
        EvaluateLimits.FileCharsMax,
        EvaluateLimits.ProblemsMax
    );
}
