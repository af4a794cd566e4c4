using Orchestrator.Cli.Evaluate.Outcomes;
using Orchestrator.Cli.Simulate.Arguments;
using Orchestrator.Files;

namespace Orchestrator.Cli.Evaluate;

/// <summary>Reads all arguments and files; all that is wrong is told at once.</summary>
internal sealed class RoutingArguments(ArgumentProblems problems)
{
    public static FileReading<RoutingRequest> Read(RoutingInput input, CancellationToken cancellationToken)
    {
        var problems = new ArgumentProblems();
        var request = new RoutingArguments(problems).ReadAll(input, cancellationToken);
        return problems.IsEmpty && request is not null
            ? FileReading.Good(request)
            : FileReading.Bad<RoutingRequest>(problems.All);
    }

    private RoutingRequest? ReadAll(RoutingInput input, CancellationToken cancellationToken)
    {
        var usual = RoutingSettings.Default;
        var settings = new RoutingSettings(
            Whole("--folds", input.Folds, 2, EvaluateLimits.FoldsMax) ?? usual.Folds,
            Whole("--trees", input.Trees, 1, EvaluateLimits.TreesMax) ?? usual.Trees,
            Whole("--resamples", input.Resamples, 1, EvaluateLimits.ResamplesMax) ?? usual.Resamples,
            Whole("--seed", input.Seed, 0, int.MaxValue) ?? usual.Seed
        );
        var outcomes = Lines("--outcomes", input.Outcomes, input, cancellationToken);
        var train = input.Train is { } path ? Lines("--train", path, input, cancellationToken) : null;
        return problems.IsEmpty && outcomes is not null ? Compare(input, outcomes, train, settings) : null;
    }

    private RoutingRequest? Compare(
        RoutingInput input,
        IReadOnlyList<OutcomeLine> outcomes,
        IReadOnlyList<OutcomeLine>? train,
        RoutingSettings settings
    )
    {
        // What was not trained on cannot be chosen, and what is not in the outcomes cannot be judged.
        var models = train is null
            ? null
            : OutcomeSetBuilder.ModelsOf(outcomes).Intersect(OutcomeSetBuilder.ModelsOf(train)).ToArray();
        var set = Set("--outcomes", input.Outcomes, outcomes, models);
        var trained = train is null ? null : Set("--train", input.Train!, train, models);
        return problems.IsEmpty && set is not null ? new RoutingRequest(set, trained, settings) : null;
    }

    private OutcomeSet? Set(string option, string path, IReadOnlyList<OutcomeLine> lines, string[]? models)
    {
        try
        {
            return OutcomeSetBuilder.Of(lines, models);
        }
        catch (OutcomeException exception)
        {
            problems.Add(option, $"{path}: {exception.Field} {exception.Message}");
            return null;
        }
    }

    private IReadOnlyList<OutcomeLine>? Lines(
        string option,
        string path,
        RoutingInput input,
        CancellationToken cancellationToken
    )
    {
        if (new InputFiles(problems).Stream(option, path) is not { } open)
        {
            return null;
        }

        using var stream = open();
        var reader = new OutcomeLineReader(readsChoices: !input.PromptOnly);
        return problems.Take(
            new LineFile<OutcomeLine>(path, LineFileLimits.Outcomes, reader.Read).Read(stream, cancellationToken)
        );
    }

    private int? Whole(string option, string? text, ulong min, ulong max) =>
        (int?)problems.Whole(option, text, min, max);
}
