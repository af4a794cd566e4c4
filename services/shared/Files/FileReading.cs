using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Orchestrator.Files;

/// <summary>What a file holds, or everything that is wrong with it at once.</summary>
/// <param name="Value">Null when something is wrong.</param>
/// <param name="Problems">In the order of the file; empty when <paramref name="Value"/> is there.</param>
public sealed record FileReading<T>(T? Value, ImmutableArray<FileProblem> Problems)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsGood => Value is not null;
}

public static class FileReading
{
    public static FileReading<T> Good<T>(T value)
        where T : class => new(value, []);

    public static FileReading<T> Bad<T>(IEnumerable<FileProblem> problems)
        where T : class => new(null, [.. problems]);
}
