namespace Orchestrator.Router.Classification.Ngram;

/// <summary>The weights that this build carries.</summary>
internal static class ShippedWeights
{
    private const string Resource = "ngram.weights";

    private static readonly Lazy<NgramModel> _model = new(Load);

    /// <summary>Read once, when first asked for.</summary>
    public static NgramModel Model => _model.Value;

    private static NgramModel Load()
    {
        using var stream =
            typeof(ShippedWeights).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidDataException($"The assembly lacks its resource '{Resource}'.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return NgramFile.Read(bytes);
    }
}
