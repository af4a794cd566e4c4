using Orchestrator.Inference.LlamaCpp.Native;

namespace Orchestrator.Inference.LlamaCpp;

/// <summary>Vectors of texts by one model. Not for several threads at once; its calls compute and block.</summary>
public sealed unsafe class LlamaEmbedder : IDisposable
{
    private const int MeanPooling = 1;

    private readonly LlamaContext _context;
    private readonly int _length;

    /// <param name="model">Any model: one that answers embeds by the mean of its last layer.</param>
    /// <param name="shape">A text is computed in one batch, so that its tokens decide how long it may be.</param>
    /// <param name="hasOwnPooling">True when the model's file says how its vectors are pooled (as those made for embedding do).</param>
    /// <exception cref="LlamaException">There is no memory for such a context.</exception>
    public LlamaEmbedder(LlamaModel model, ContextShape shape, bool hasOwnPooling)
    {
        var parameters = LlamaContext.Params(shape with { BatchTokens = shape.Tokens });
        parameters.Embeddings = 1;
        // Left alone, the library takes the pooling that the file says.
        parameters.PoolingType = hasOwnPooling ? parameters.PoolingType : MeanPooling;
        _context = new LlamaContext(model, parameters);
        _length = model.EmbeddingLength;
    }

    /// <summary>Tokens of the longest text.</summary>
    public int ContextTokens => _context.Tokens;

    /// <param name="tokens">At least one.</param>
    /// <param name="cancellationToken">Also ends the computation in its middle.</param>
    /// <returns>A vector of length 1, or of zeros where the model gives nothing else.</returns>
    /// <exception cref="LlamaException">The text is too long, or the computation failed.</exception>
    public float[] Embed(ReadOnlySpan<int> tokens, CancellationToken cancellationToken)
    {
        if (tokens.IsEmpty || tokens.Length > ContextTokens)
        {
            throw new LlamaException(LlamaFault.InputTooLong, "the input length exceeds the context length");
        }

        _context.Clear();
        _context.Read(tokens, cancellationToken);
        var pooled = LlamaCalls.EmbeddingOf(_context.Pointer, sequence: 0);
        if (pooled is null)
        {
            throw new LlamaException(LlamaFault.Decode, "The model makes no embeddings.");
        }

        return Normalised(new ReadOnlySpan<float>(pooled, _length));
    }

    /// <summary>The vector in its direction that has length 1.</summary>
    public static float[] Normalised(ReadOnlySpan<float> vector)
    {
        var squares = 0d;
        foreach (var value in vector)
        {
            squares += (double)value * value;
        }

        var scale = squares > 0 ? 1 / Math.Sqrt(squares) : 0;
        var result = new float[vector.Length];
        for (var at = 0; at < result.Length; at++)
        {
            result[at] = (float)(vector[at] * scale);
        }

        return result;
    }

    public void Dispose() => _context.Dispose();
}
