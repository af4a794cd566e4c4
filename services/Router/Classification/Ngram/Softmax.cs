namespace Orchestrator.Router.Classification.Ngram;

/// <summary>From logits to probabilities.</summary>
internal static class Softmax
{
    public static void Apply(Span<float> logits, float temperature)
    {
        var highest = float.NegativeInfinity;
        foreach (var logit in logits)
        {
            highest = Math.Max(highest, logit);
        }

        float sum = 0;
        for (var i = 0; i < logits.Length; i++)
        {
            logits[i] = MathF.Exp((logits[i] - highest) / temperature);
            sum += logits[i];
        }

        for (var i = 0; i < logits.Length; i++)
        {
            logits[i] /= sum;
        }
    }

    public static float Sigmoid(float logit) => 1 / (1 + MathF.Exp(-logit));
}
