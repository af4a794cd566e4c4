using System.Collections.Immutable;
using System.IO.Compression;
using Orchestrator.Cli.Output;
using Orchestrator.Files;

namespace Orchestrator.Cli.Evaluate.Outcomes;

/// <summary>Reads a file of outcomes, packed or not; all that is wrong is told, up to a limit.</summary>
/// <param name="file">As it was named.</param>
internal sealed class OutcomeFile(string file, OutcomeLineReader reader)
{
    private const int GzipFirst = 0x1F;
    private const int GzipSecond = 0x8B;

    private readonly ImmutableArray<FileProblem>.Builder _problems = ImmutableArray.CreateBuilder<FileProblem>();

    public FileReading<IReadOnlyList<OutcomeLine>> Read(Stream stream, CancellationToken cancellationToken)
    {
        var lines = new List<OutcomeLine>();
        try
        {
            using var text = new StreamReader(Unpacked(stream));
            foreach (var (number, line) in Lines(text).Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Add(lines, number, line);
                if (_problems.Count >= EvaluateLimits.ProblemsMax)
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
            ? FileReading.Good<IReadOnlyList<OutcomeLine>>(lines)
            : FileReading.Bad<IReadOnlyList<OutcomeLine>>(_problems.ToImmutable());
    }

    private void Add(List<OutcomeLine> lines, int number, string? line)
    {
        if (line is null || lines.Count >= EvaluateLimits.LinesMax)
        {
            var limits = $"{EvaluateLimits.LinesMax} lines of {EvaluateLimits.LineCharsMax} characters";
            _problems.Add(new FileProblem(file, number, "", $"is too much: at most {limits}"));
        }
        else if (!string.IsNullOrWhiteSpace(line))
        {
            try
            {
                lines.Add(reader.Read(line));
            }
            catch (OutcomeException exception)
            {
                _problems.Add(new FileProblem(file, number, exception.Field, exception.Message));
            }
        }
    }

    private static BoundedLines Lines(StreamReader text) =>
        new(text, EvaluateLimits.LineCharsMax, EvaluateLimits.FileCharsMax);

    private static Stream Unpacked(Stream stream)
    {
        var buffered = new BufferedStream(stream, 1 << 16);
        var isPacked = buffered.ReadByte() == GzipFirst && buffered.ReadByte() == GzipSecond;
        buffered.Position = 0;
        return isPacked ? new GZipStream(buffered, CompressionMode.Decompress) : buffered;
    }
}
