using Orchestrator.Router.Classification.Ngram;

namespace Orchestrator.Cli.Classifier.Training;

/// <summary>The few knobs of the training. The data card lists them.</summary>
internal sealed record TrainingSettings
{
    public int Seed { get; init; } = 20_260_101;

    /// <summary>Times that every text is looked at.</summary>
    public int Epochs { get; init; } = 6;

    /// <summary>First step of AdaGrad.</summary>
    public float Rate { get; init; } = 0.15f;

    /// <summary>Share of a weight that is forgotten with each look at it, times the rate.</summary>
    public float Decay { get; init; } = 0.0005f;

    /// <summary>Groups (or external sources) that a feature must occur in, or it is left out.</summary>
    public int GroupsMin { get; init; } = 3;

    /// <summary>What an external text counts, the own ones counting one.</summary>
    public float ExternalWeight { get; init; } = 1;

    /// <summary>How far the classes are brought to one weight: 0 not at all, 1 wholly.</summary>
    public float Balance { get; init; } = 0.5f;

    /// <summary>Share of the texts that are learnt a second time with typos or without blanks.</summary>
    public float Noise { get; init; } = 0.5f;

    /// <summary>What each block of features counts.</summary>
    public float[] BlockWeights { get; init; } = DefaultBlocks();

    /// <summary>The same for a model that knows nothing from the rules.</summary>
    public TrainingSettings WithoutRules()
    {
        float[] weights = [.. BlockWeights];
        weights[(int)FeatureBlock.Rules] = 0;
        return this with { BlockWeights = weights };
    }

    private static float[] DefaultBlocks()
    {
        var weights = new float[FeatureBlocks.Count];
        Array.Fill(weights, 1);
        weights[(int)FeatureBlock.Structure] = 1.5f;
        weights[(int)FeatureBlock.Rules] = 2;
        return weights;
    }
}
