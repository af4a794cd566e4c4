using System.Globalization;
using Orchestrator.Router.Classification.Ngram;

namespace Orchestrator.Cli.Classifier.Training;

/// <summary>Reads <c>--set name=value</c>: the knobs of the training, for experiments.</summary>
internal static class SettingsArgument
{
    private const int MostEpochs = 1_000;
    private const int MostGroups = 1_000;
    private const float MostOther = 1_000;

    public static IReadOnlyList<string> Names { get; } =
    [
        "seed",
        "epochs",
        "rate",
        "decay",
        "groups-min",
        "external-weight",
        "balance",
        "noise",
        .. Enum.GetValues<FeatureBlock>().Select(BlockName),
    ];

    /// <returns>The settings, or null and what is wrong.</returns>
    public static (TrainingSettings? Settings, string? Problem) Read(IEnumerable<string> arguments)
    {
        var settings = new TrainingSettings();
        foreach (var argument in arguments)
        {
            var parts = argument.Split('=');
            if (
                parts.Length != 2
                || !float.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                || !float.IsFinite(value)
                || value < 0
            )
            {
                return (null, $"--set '{argument}': write it as name=number, the number not below 0.");
            }

            if (With(settings, parts[0], value) is not { } next)
            {
                return (null, $"--set '{parts[0]}': too large, or no setting. They are {string.Join(", ", Names)}.");
            }

            settings = next;
        }

        return (settings, null);
    }

    private static TrainingSettings? With(TrainingSettings settings, string name, float value) =>
        name switch
        {
            "seed" when value <= int.MaxValue / 2 => settings with { Seed = (int)value },
            "epochs" when value is >= 1 and <= MostEpochs => settings with { Epochs = (int)value },
            "groups-min" when value <= MostGroups => settings with { GroupsMin = (int)value },
            _ when value > MostOther => null,
            "rate" => settings with { Rate = value },
            "decay" => settings with { Decay = value },
            "external-weight" => settings with { ExternalWeight = value },
            "balance" => settings with { Balance = value },
            "noise" => settings with { Noise = value },
            _ => WithBlock(settings, name, value),
        };

    private static TrainingSettings? WithBlock(TrainingSettings settings, string name, float value)
    {
        var place = Array.FindIndex(Enum.GetValues<FeatureBlock>(), block => BlockName(block) == name);
        if (place < 0)
        {
            return null;
        }

        float[] weights = [.. settings.BlockWeights];
        weights[place] = value;
        return settings with { BlockWeights = weights };
    }

    private static string BlockName(FeatureBlock block) => $"block-{FeatureBlocks.NameOf(block)}";
}
