using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.OpenAi.Wire;
using Orchestrator.Gateway.Requests;
using Orchestrator.Placement;

namespace Orchestrator.Gateway.OpenAi;

/// <summary>OpenAI's request in our words. Pure; what is wrong goes to the problems, and the mapping goes on.</summary>
internal static class ChatCompletionMapping
{
    /// <summary>OpenAI allows 4; more costs little, an endless list costs the replica on each token.</summary>
    private const int MaxStops = 16;

    public static Question ToQuestion(ChatCompletionRequest request, FieldProblems problems)
    {
        RefuseWhatIsNotOffered(request, problems);
        return new Question
        {
            Model = ModelName.Read(request.Model, problems),
            Messages = ChatMessageMapping.ToMessages(request.Messages, problems),
            Tools = ToolMapping.ToTools(request.Tools, request.ToolChoice, problems),
            Sampling = ToSampling(request, problems),
            Format = ResponseFormatMapping.ToFormat(request.ResponseFormat, problems),
            Thinking = ToThinking(request.ReasoningEffort, problems),
        };
    }

    /// <summary>Ignoring these would give an answer that the client did not ask for, without a word.</summary>
    private static void RefuseWhatIsNotOffered(ChatCompletionRequest request, FieldProblems problems)
    {
        if (request.N is not (null or 1))
        {
            problems.Add("n", "must be 1: this gateway gives one choice per request");
        }

        if (request.Logprobs == true)
        {
            problems.Add("logprobs", "must be false: log probabilities are not offered");
        }
    }

    private static Sampling ToSampling(ChatCompletionRequest request, FieldProblems problems)
    {
        var sampling = new Sampling();
        if (problems.InRange("temperature", request.Temperature, 0, 2) is { } temperature)
        {
            sampling.Temperature = temperature;
        }

        if (problems.InRange("top_p", request.TopP, 0, 1) is { } topP)
        {
            sampling.TopP = topP;
        }

        if (problems.InRange("frequency_penalty", request.FrequencyPenalty, -2, 2) is { } frequency)
        {
            sampling.FrequencyPenalty = frequency;
        }

        if (problems.InRange("presence_penalty", request.PresencePenalty, -2, 2) is { } presence)
        {
            sampling.PresencePenalty = presence;
        }

        if (request.Seed is { } seed)
        {
            sampling.Seed = seed;
        }

        if (MaxTokens(request, problems) is { } maxTokens)
        {
            sampling.MaxTokens = maxTokens;
        }

        AddStops(sampling, request.Stop, problems);
        return sampling;
    }

    /// <summary>The newer name wins where a client sends both.</summary>
    private static uint? MaxTokens(ChatCompletionRequest request, FieldProblems problems)
    {
        var older = problems.Count("max_tokens", request.MaxTokens, 1);
        return problems.Count("max_completion_tokens", request.MaxCompletionTokens, 1) ?? older;
    }

    private static void AddStops(Sampling sampling, StopSequences? stop, FieldProblems problems)
    {
        var texts = stop?.Texts ?? [];
        if (texts.Count > MaxStops)
        {
            problems.Add("stop", $"must have at most {MaxStops} entries");
        }

        if (texts.Contains(null))
        {
            problems.Add("stop", "must be a string or an array of strings");
        }

        sampling.Stop.AddRange(texts.Where(text => !string.IsNullOrEmpty(text)));
    }

    internal static Thinking ToThinking(string? effort, FieldProblems problems)
    {
        switch (effort)
        {
            case null:
                return Thinking.Unspecified;
            case "none":
                return Thinking.Off;
            case "minimal" or "low":
                return Thinking.Low;
            case "medium":
                return Thinking.Medium;
            case "high" or "xhigh" or "max":
                return Thinking.High;
            default:
                problems.Add("reasoning_effort", "must be none, minimal, low, medium, high, xhigh or max");
                return Thinking.Unspecified;
        }
    }
}
