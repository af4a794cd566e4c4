namespace Orchestrator.Testing.LlamaCpp;

/// <summary>
/// A real model of the llama architecture, small enough to be written by a test, whose greedy answer is known. Attention and
/// feed-forward add nothing, so that the last layer sees the last token's own embedding; the output matrix points from
/// there to the token that shall follow.
/// </summary>
public static class TinyModel
{
    /// <summary>What it answers to any conversation: every prompt of its template ends with a line break.</summary>
    public const string ChatAnswer = "The answer is 한글 forty-two.";

    /// <summary>Its tokens, a byte of a Korean letter being one.</summary>
    public const int ChatAnswerTokens = 10;

    public const int ContextTokens = 16_384;

    public const string Template =
        "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}"
        + "<|im_start|>assistant\n";

    private const int Dimensions = 128;
    private const int Layers = 2;
    private const int FeedForward = 256;

    private static readonly string[] _before = ["The", " answer", " is "];
    private const string Korean = "한글";
    private const string After = " forty-two.";

    /// <summary>Writes the model. Equal calls write equal bytes.</summary>
    /// <param name="path">A file ending in .gguf.</param>
    /// <param name="template">Null leaves the chat template out.</param>
    /// <param name="seed">Of the embeddings; another seed is another digest with the same answers.</param>
    /// <param name="isForEmbedding">True writes the mark of a model that only makes vectors.</param>
    public static void Write(string path, string? template = Template, int seed = 1, bool isForEmbedding = false)
    {
        var vocabulary = new TinyVocabulary([.. _before, After]);
        var file = new GgufWriter();
        AddMetadata(file, vocabulary, template);
        if (isForEmbedding)
        {
            file.Add("llama.pooling_type", 1);
        }

        var embeddings = Embeddings(vocabulary.Count, seed);
        file.AddTensor("token_embd.weight", Flat(embeddings), Dimensions, vocabulary.Count);
        file.AddTensor("output_norm.weight", Ones(), Dimensions);
        file.AddTensor("output.weight", Flat(Outputs(vocabulary, embeddings)), Dimensions, vocabulary.Count);
        for (var layer = 0; layer < Layers; layer++)
        {
            AddLayer(file, $"blk.{layer}");
        }

        file.Save(path);
    }

    /// <summary>What comes after a text of one printable ASCII character, without a template and without an end.</summary>
    public static string AfterCharacter(char character, int tokens) =>
        string.Concat(Enumerable.Range(1, tokens).Select(step => (char)(' ' + ((character - ' ' + step) % 95))));

    private static void AddMetadata(GgufWriter file, TinyVocabulary vocabulary, string? template)
    {
        file.Add("general.architecture", "llama");
        file.Add("general.name", "Tiny");
        file.Add("general.file_type", 1);
        file.Add("llama.context_length", ContextTokens);
        file.Add("llama.embedding_length", Dimensions);
        file.Add("llama.block_count", Layers);
        file.Add("llama.feed_forward_length", FeedForward);
        file.Add("llama.attention.head_count", 4);
        file.Add("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        file.Add("llama.rope.dimension_count", Dimensions / 4);
        file.Add("tokenizer.ggml.model", "llama");
        file.Add("tokenizer.ggml.tokens", vocabulary.Pieces);
        file.Add(
            "tokenizer.ggml.scores",
            Enumerable.Range(0, vocabulary.Count).Select(token => (float)-token).ToList()
        );
        file.Add("tokenizer.ggml.token_type", vocabulary.Types);
        file.Add("tokenizer.ggml.bos_token_id", TinyVocabulary.Start);
        file.Add("tokenizer.ggml.eos_token_id", TinyVocabulary.End);
        file.Add("tokenizer.ggml.unknown_token_id", 0);
        file.Add("tokenizer.ggml.add_bos_token", true);
        file.Add("tokenizer.ggml.add_space_prefix", false);
        if (template is not null)
        {
            file.Add("tokenizer.chat_template", template);
        }
    }

    private static void AddLayer(GgufWriter file, string layer)
    {
        file.AddTensor($"{layer}.attn_norm.weight", Ones(), Dimensions);
        foreach (var part in (string[])["attn_q", "attn_k", "attn_v", "attn_output"])
        {
            file.AddTensor($"{layer}.{part}.weight", new float[Dimensions * Dimensions], Dimensions, Dimensions);
        }

        file.AddTensor($"{layer}.ffn_norm.weight", Ones(), Dimensions);
        file.AddTensor($"{layer}.ffn_gate.weight", new float[Dimensions * FeedForward], Dimensions, FeedForward);
        file.AddTensor($"{layer}.ffn_up.weight", new float[Dimensions * FeedForward], Dimensions, FeedForward);
        file.AddTensor($"{layer}.ffn_down.weight", new float[FeedForward * Dimensions], FeedForward, Dimensions);
    }

    // In so many dimensions, two random directions have next to nothing in common.
    private static float[][] Embeddings(int count, int seed)
    {
        var random = new Random(seed);
        var rows = new float[count][];
        for (var row = 0; row < count; row++)
        {
            var numbers = Enumerable.Range(0, Dimensions).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
            var length = MathF.Sqrt(numbers.Sum(number => number * number));
            rows[row] = [.. numbers.Select(number => number / length)];
        }

        return rows;
    }

    private static float[][] Outputs(TinyVocabulary vocabulary, float[][] embeddings)
    {
        var next = Enumerable.Range(0, vocabulary.Count).Select(TinyVocabulary.DefaultNext).ToArray();
        int[] answer =
        [
            .. TinyVocabulary.OfText("\n"),
            .. _before.Select(vocabulary.OfPiece),
            .. TinyVocabulary.OfText(Korean),
            vocabulary.OfPiece(After),
            TinyVocabulary.End,
        ];
        for (var at = 0; at + 1 < answer.Length; at++)
        {
            next[answer[at]] = answer[at + 1];
        }

        var rows = embeddings.Select(row => new float[row.Length]).ToArray();
        for (var token = 0; token < next.Length; token++)
        {
            for (var at = 0; at < Dimensions; at++)
            {
                rows[next[token]][at] += embeddings[token][at];
            }
        }

        return rows;
    }

    private static float[] Ones() => [.. Enumerable.Repeat(1f, Dimensions)];

    private static float[] Flat(float[][] rows) => [.. rows.SelectMany(row => row)];
}
