using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Ollama.Wire;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.Ollama;

/// <summary>Ollama's options as our sampling. Values that Ollama reads as "your own default" are not set.</summary>
internal static class OllamaOptionsMapping
{
    public static Sampling ToSampling(OllamaOptions? options, FieldProblems problems)
    {
        var sampling = new Sampling();
        if (options is null)
        {
            return sampling;
        }

        SetChances(sampling, options, problems);
        SetPenalties(sampling, options, problems);
        SetLengths(sampling, options, problems);
        if (options.Stop?.Contains(null) == true)
        {
            problems.Add("options.stop", "must be an array");
        }

        sampling.Stop.AddRange((options.Stop ?? []).Where(text => !string.IsNullOrEmpty(text)));
        return sampling;
    }

    private static void SetChances(Sampling sampling, OllamaOptions options, FieldProblems problems)
    {
        if (problems.InRange("options.temperature", options.Temperature, 0, 100) is { } temperature)
        {
            sampling.Temperature = temperature;
        }

        if (problems.InRange("options.top_p", options.TopP, 0, 1) is { } topP)
        {
            sampling.TopP = topP;
        }

        if (problems.InRange("options.min_p", options.MinP, 0, 1) is { } minP)
        {
            sampling.MinP = minP;
        }

        if (problems.Count("options.top_k", options.TopK, 0) is { } topK)
        {
            sampling.TopK = topK;
        }

        // -1 is Ollama's word for "any".
        if (options.Seed is { } seed and not -1)
        {
            sampling.Seed = seed;
        }
    }

    private static void SetPenalties(Sampling sampling, OllamaOptions options, FieldProblems problems)
    {
        if (problems.InRange("options.repeat_penalty", options.RepeatPenalty, -100, 100) is { } repeat)
        {
            sampling.RepeatPenalty = repeat;
        }

        if (problems.InRange("options.presence_penalty", options.PresencePenalty, -100, 100) is { } presence)
        {
            sampling.PresencePenalty = presence;
        }

        if (problems.InRange("options.frequency_penalty", options.FrequencyPenalty, -100, 100) is { } frequency)
        {
            sampling.FrequencyPenalty = frequency;
        }
    }

    private static void SetLengths(Sampling sampling, OllamaOptions options, FieldProblems problems)
    {
        // Negative is "as many as you like", which is also what not saying anything means.
        var wanted = options.NumPredict is < 0 ? null : options.NumPredict;
        if (problems.Count("options.num_predict", wanted, 0) is { } maxTokens)
        {
            sampling.MaxTokens = maxTokens;
        }

        if (problems.Count("options.num_ctx", options.NumCtx, 1) is { } context)
        {
            sampling.ContextTokens = context;
        }
    }
}
