namespace Orchestrator.Router.Classification.Ngram;

/// <summary>All features of a request, always in the same order.</summary>
internal static class FeatureExtractor
{
    /// <summary>Raised when a text gets other features than before: weights of another version are refused.</summary>
    public const int Version = 1;

    public static void Newest<TSink>(RequestReading reading, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        TextFeatures<TSink>.Collect(reading.Prose.Text, ref sink);
        StructureFeatures.Collect(reading, ref sink);
        RuleFeatures.Collect(reading, ref sink);
    }

    /// <summary>The turn that a follow-up is about: its words only.</summary>
    public static void Earlier<TSink>(Prose earlier, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct => TextFeatures<TSink>.Collect(earlier.Text, ref sink);
}
