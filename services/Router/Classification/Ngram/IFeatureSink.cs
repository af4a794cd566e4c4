namespace Orchestrator.Router.Classification.Ngram;

/// <summary>Takes features as they are found: the model adds them up at once, the trainer keeps them.</summary>
internal interface IFeatureSink
{
    /// <param name="hash">Mixed, but not yet finished: see <see cref="FeatureHash.Bucket"/>.</param>
    /// <param name="start">Where it is in the text; for structure and rules what it is.</param>
    /// <param name="length">Its characters; for structure and rules its value.</param>
    void Add(FeatureBlock block, uint hash, int start, int length);
}
