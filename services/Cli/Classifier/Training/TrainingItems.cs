using Orchestrator.Cli.Classifier.Corpus;
using Orchestrator.Router.Classification;

namespace Orchestrator.Cli.Classifier.Training;

/// <summary>Makes labelled texts ready for the trainer.</summary>
internal static class TrainingItems
{
    /// <summary>Characters of a turn that are read, as in production by default.</summary>
    public const int CharLimit = 4_000;

    /// <summary>Each text, and for a share of them a damaged copy behind all others.</summary>
    public static IReadOnlyList<TrainingItem> Of(IReadOnlyList<LabelledText> texts, TrainingSettings settings)
    {
        var items = texts.Select(text => Item(text, settings)).ToList();
        var random = new StableRandom(settings.Seed + 1);
        foreach (var text in texts)
        {
            if (random.NextDouble() < settings.Noise)
            {
                var damaged = random.Next(2) == 0 ? Noise.Typos(text.Text, random) : Noise.WithoutSpaces(text.Text);
                items.Add(Item(text.WithText(damaged), settings));
            }
        }

        return Balanced(items, settings.Balance);
    }

    public static RequestReading Read(LabelledText text) =>
        TaskClassifier.Read(new ClassificationRequest(text.Turns), CharLimit);

    private static TrainingItem Item(LabelledText text, TrainingSettings settings) =>
        new(
            FeatureList.Of(Read(text), settings.BlockWeights),
            (int)text.Task,
            text.IsExternal ? settings.ExternalWeight : 1,
            (float)(text.Difficulty ?? -1),
            (float)(text.NeedsTools ?? -1),
            GroupOf(text)
        );

    /// <summary>An external source is one group: its texts were written or chosen by the same people.</summary>
    public static string GroupOf(LabelledText text) => text.IsExternal ? $"source:{text.Source}" : text.Group;

    private static List<TrainingItem> Balanced(List<TrainingItem> items, float balance)
    {
        var totals = new float[TaskNames.Count];
        foreach (var item in items)
        {
            totals[item.Task] += item.Weight;
        }

        var mean = totals.Where(total => total > 0).DefaultIfEmpty(1).Average();
        return
        [
            .. items.Select(item => item with { Weight = item.Weight * MathF.Pow(mean / totals[item.Task], balance) }),
        ];
    }
}
