using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>A model that a run may use, and what the router expected of it when the run was accepted.</summary>
internal sealed record RunModel
{
    /// <summary>Taken for a model of which nothing is known.</summary>
    public const double UnknownQuality = 0.5;

    public const double UnknownError = 0.25;

    public required string Name { get; init; }

    /// <summary>Models of one family err together. The first part of the name while the replica has not said.</summary>
    public required string Family { get; init; }

    /// <summary>0 to 1, and its standard error.</summary>
    public double Quality { get; init; } = UnknownQuality;

    public double QualityError { get; init; } = UnknownError;

    public bool Resident { get; init; }

    public double WaitSeconds { get; init; }

    /// <summary>What a load takes, and what it displaces costs others; 0 while the model is in memory.</summary>
    public double LoadSeconds { get; init; }

    public double AnswerSeconds { get; init; }

    /// <summary>Of one answer.</summary>
    public double Cost { get; init; }

    /// <summary>0 while unknown.</summary>
    public ulong Parameters { get; init; }

    /// <summary>Each model of the run once, in the router's order.</summary>
    public static IReadOnlyList<RunModel> Of(StartRunRequest request)
    {
        var outlooks = new Dictionary<string, ModelOutlook>(StringComparer.OrdinalIgnoreCase);
        foreach (var outlook in request.Outlooks)
        {
            outlooks.TryAdd(outlook.Model, outlook);
        }

        return
        [
            .. request
                .Models.Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(name => outlooks.TryGetValue(name, out var outlook) ? Of(name, outlook) : Unknown(name)),
        ];
    }

    private static RunModel Unknown(string name) => new() { Name = name, Family = FamilyOf(name) };

    private static RunModel Of(string name, ModelOutlook outlook) =>
        new()
        {
            Name = name,
            Family = outlook.Family.Length > 0 ? outlook.Family : FamilyOf(name),
            Quality = Sane(outlook.Quality, UnknownQuality, 1),
            QualityError = Sane(outlook.QualityError, UnknownError, 1),
            Resident = outlook.Resident,
            WaitSeconds = Sane(outlook.WaitSeconds, 0),
            LoadSeconds = Sane(outlook.LoadSeconds, 0),
            AnswerSeconds = Sane(outlook.AnswerSeconds, 0),
            Cost = Sane(outlook.Cost, 0),
            Parameters = outlook.Parameters,
        };

    // "library/qwen2.5-coder:7b" is of the family "qwen".
    private static string FamilyOf(string name)
    {
        var bare = name[(name.LastIndexOf('/') + 1)..];
        var end = 0;
        while (end < bare.Length && char.IsAsciiLetter(bare[end]))
        {
            end++;
        }

        return (end > 0 ? bare[..end] : bare).ToLowerInvariant();
    }

    private static double Sane(double value, double otherwise, double most = double.MaxValue) =>
        double.IsFinite(value) && value >= 0 ? Math.Min(value, most) : otherwise;
}
