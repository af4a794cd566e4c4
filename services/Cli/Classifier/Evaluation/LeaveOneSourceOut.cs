using Orchestrator.Cli.Classifier.Corpus;
using Orchestrator.Cli.Classifier.Training;

namespace Orchestrator.Cli.Classifier.Evaluation;

/// <summary>Tests each external source with models that have seen everything but that source.</summary>
internal sealed class LeaveOneSourceOut(
    IReadOnlyList<LabelledText> own,
    IReadOnlyList<LabelledText> external,
    TrainingSettings settings
)
{
    // Another one than the trainer's: typos that were learnt would be no test.
    private const int DamageSeed = 77;

    /// <param name="ended">Told the name of each source that is done.</param>
    /// <returns>For each way and each damage what was said about all texts, in the order of the sources.</returns>
    public IReadOnlyDictionary<(Method, Damage), IReadOnlyList<Prediction>> Run(
        int jobs,
        Action<string> ended,
        CancellationToken cancellationToken
    )
    {
        var sources = external.Select(text => text.Source).Distinct().Order(StringComparer.Ordinal).ToArray();
        var found = new Dictionary<(Method, Damage), List<Prediction>>[sources.Length];
        Parallel.For(
            0,
            sources.Length,
            new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellationToken },
            i =>
            {
                found[i] = Test(sources[i], cancellationToken);
                ended(sources[i]);
            }
        );
        return found[0]
            .Keys.ToDictionary(key => key, key => (IReadOnlyList<Prediction>)[.. found.SelectMany(fold => fold[key])]);
    }

    private Dictionary<(Method, Damage), List<Prediction>> Test(string source, CancellationToken cancellationToken)
    {
        var fold = new SourceFold(own, [.. external.Where(text => text.Source != source)], settings, cancellationToken);
        var texts = external.Where(text => text.Source == source).ToList();
        var found = new Dictionary<(Method, Damage), List<Prediction>>();
        foreach (var damage in Damages.All)
        {
            var random = new StableRandom(DamageSeed);
            var damaged = texts.ConvertAll(text => text.WithText(Damaged(text.Text, damage, random)));
            foreach (var method in Methods.All)
            {
                found[(method, damage)] = [.. texts.Select((text, i) => fold.Ask(method, text, damaged[i]))];
            }
        }

        return found;
    }

    private static string Damaged(string text, Damage damage, StableRandom random) =>
        damage switch
        {
            Damage.Typos => Noise.Typos(text, random),
            Damage.NoSpaces => Noise.WithoutSpaces(text),
            _ => text,
        };
}
