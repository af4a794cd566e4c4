namespace Orchestrator.ServiceDefaults;

/// <summary>What to do with a database in which no migration is recorded.</summary>
internal abstract record Adoption
{
    private Adoption() { }

    /// <summary>It has no tables of the service: all migrations run.</summary>
    public sealed record Fresh : Adoption;

    /// <summary>Its tables are those of the first migration, which is recorded and not run.</summary>
    public sealed record Adopt : Adoption;

    /// <param name="Difference">The first line that only one side has.</param>
    public sealed record Refuse(string Difference) : Adoption;

    /// <param name="first">What the first migration makes.</param>
    /// <param name="existing">What is there.</param>
    /// <param name="tables">Names of the service's tables. Others in the same place are somebody else's and stay.</param>
    public static Adoption Of(IReadOnlySet<string> first, IEnumerable<string> existing, IReadOnlySet<string> tables)
    {
        var ours = existing.Where(line => tables.Contains(TableLines.TableOf(line))).ToHashSet(StringComparer.Ordinal);
        if (ours.Count == 0)
        {
            return new Fresh();
        }

        var missing = first.Except(ours).Order(StringComparer.Ordinal).Select(line => $"'{line}' is missing");
        var extra = ours.Except(first).Order(StringComparer.Ordinal).Select(line => $"'{line}' is unknown");
        return missing.Concat(extra).FirstOrDefault() is { } difference ? new Refuse(difference) : new Adopt();
    }
}
