using Orchestrator.Cli.Evaluate.Measures;
using Orchestrator.Cli.Evaluate.Outcomes;
using Orchestrator.Cli.Evaluate.Routers;
using Orchestrator.Router.Learned.Prompts;

namespace Orchestrator.Cli.Evaluate;

/// <summary>Compares routers on recorded outcomes. Deterministic: the same data and settings give the same figures.</summary>
/// <param name="progress">Called with what is being done.</param>
internal sealed class RoutingEvaluation(RoutingSettings settings, Action<string> progress)
{
    private const int FoldsMin = 2;

    /// <param name="train">Null: by leaving out domains.</param>
    public RoutingResult Run(OutcomeSet set, OutcomeSet? train, CancellationToken cancellationToken)
    {
        var folds = Math.Clamp(settings.Folds, FoldsMin, set.Domains.Length);
        var scene = new Scene(set);
        var routed = new List<RoutedRow>();
        foreach (var router in Routers())
        {
            var done = 0;
            var of = train is null ? folds : 1;
            var rows = train is null
                ? router.Cross(set, folds, Advance, cancellationToken)
                : router.Apply(train, set, Advance, cancellationToken);
            routed.Add(new RoutedRow(scene, rows));

            void Advance() => progress($"{router.Name}: {++done} of {of} folds");
        }

        routed.Add(new RoutedRow(scene, Oracle.Of(set)));
        progress($"resampling {set.Domains.Length} domains");
        var sheet = FigureSheet.Of(scene, Rows(scene, routed), settings.Resamples, settings.Seed, cancellationToken);
        var once = DomainBootstrap.Weights(set.Domains.Length, 1);
        return new RoutingResult(
            set,
            scene,
            Method(set, train, folds),
            set.Notes,
            sheet,
            routed.ToDictionary(row => row.Name, row => row.Points(once), StringComparer.Ordinal)
        );
    }

    private LearnedRouter[] Routers() =>
        [
            new(RowNames.Length, [PromptShape.Length], settings.Trees, settings.Seed),
            new(RowNames.Learned, features: null, settings.Trees, settings.Seed),
        ];

    private static IMeasured[] Rows(Scene scene, List<RoutedRow> routed) =>
        [
            new AlwaysRow(RowNames.AlwaysStrong, scene.Strong),
            new AlwaysRow(RowNames.AlwaysWeak, scene.Weak),
            new RandomRow(scene),
            new BestSingleRow(scene),
            new BestMixRow(scene),
            .. routed,
        ];

    private static string Method(OutcomeSet set, OutcomeSet? train, int folds) =>
        train is null
            ? $"Cross-validation that leaves out domains: {set.Domains.Length} domains in {folds} folds."
            : $"Trained on {train.Rows} other prompts of {train.Domains.Length} domains, all of these prompts are test.";
}
