using System.Collections.Immutable;
using System.Globalization;
using Orchestrator.Files;

namespace Orchestrator.Cli.Simulate.Arguments;

/// <summary>Collects what is wrong with arguments and files, so that all of it is told at once.</summary>
internal sealed class ArgumentProblems
{
    private readonly ImmutableArray<FileProblem>.Builder _all = ImmutableArray.CreateBuilder<FileProblem>();

    public bool IsEmpty => _all.Count == 0;

    public ImmutableArray<FileProblem> All => _all.ToImmutable();

    /// <param name="option">As it is written: <c>--seed</c>.</param>
    public void Add(string option, string message) => _all.Add(new FileProblem(option, 0, "", message));

    public void Add(ImmutableArray<FileProblem> problems) => _all.AddRange(problems);

    public T? Take<T>(FileReading<T>? reading)
        where T : class
    {
        _all.AddRange(reading?.Problems ?? []);
        return reading?.Value;
    }

    public double? Number(string option, string? text, double min, double max)
    {
        if (text is null)
        {
            return null;
        }

        if (
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value >= min
            && value <= max
        )
        {
            return value;
        }

        Add(
            option,
            string.Create(CultureInfo.InvariantCulture, $"needs a number from {min} to {max}, not {Quoted.Of(text)}")
        );
        return null;
    }

    public ulong? Whole(string option, string? text, ulong min, ulong max)
    {
        if (text is null)
        {
            return null;
        }

        if (
            ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= min
            && value <= max
        )
        {
            return value;
        }

        Add(
            option,
            string.Create(
                CultureInfo.InvariantCulture,
                $"needs a whole number from {min} to {max}, not {Quoted.Of(text)}"
            )
        );
        return null;
    }
}
