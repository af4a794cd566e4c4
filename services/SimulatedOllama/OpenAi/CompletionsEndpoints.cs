using Orchestrator.SimulatedOllama.Endpoints;
using Orchestrator.SimulatedOllama.Registry;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.OpenAi;

/// <summary>Chat completions and the old completions.</summary>
internal sealed class CompletionsEndpoints(CallBuilder calls, ModelStore models, RequestIds ids, TimeProvider clock)
{
    private static readonly WireError _noMessages = WireError.Bad("[] is too short - 'messages'");

    public GenerationCall? ReadChat(JsonFields fields)
    {
        var reader = new OpenAiMessages(fields);
        var messages = reader.Read();
        var shared = Shared(fields) with
        {
            Think = OpenAiOptions.EffortOf(fields, EffortOf(fields)),
            Schema = OpenAiOptions.FormatOf(fields),
            TopLogprobs = GenerationFields.LogprobsOf(fields),
        };
        fields.Errors.Add(messages.IsEmpty ? _noMessages : null);
        fields.Errors.Add(ModelName.Normalise(shared.Name) is null ? WireError.ModelRequired : null);
        fields.Errors.Add(
            reader.HasAudio && models.Find(shared.Name) is { } found ? ModelChecks.WithoutAudio(found.Model) : null
        );
        var conversation = new Conversation(messages, "chat") { Tools = ChatCall.ToolsOf(fields) };
        var hasUsage = OpenAiOptions.HasUsage(fields);
        return calls.Build(
            fields.Errors,
            shared,
            conversation,
            logprobs => new ChatCompletionDialect(ids.Small(), Now, shared.Name, hasUsage, logprobs)
        );
    }

    public GenerationCall? ReadCompletion(JsonFields fields)
    {
        var shared = Shared(fields);
        var prompt = fields.Text("prompt");
        var suffix = fields.Text("suffix");
        var conversation = new Conversation([new PromptMessage("user", prompt, Extra: suffix)], "generate")
        {
            AlsoNeeded = suffix.Length == 0 ? ModelCapabilities.None : ModelCapabilities.Insert,
            IsEmpty = prompt.Length == 0,
        };
        var hasUsage = OpenAiOptions.HasUsage(fields);
        return calls.Build(
            fields.Errors,
            shared,
            conversation,
            _ => new CompletionDialect(ids.Small(), Now, shared.Name, hasUsage)
        );
    }

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    private static SharedFields Shared(JsonFields fields) =>
        new()
        {
            Name = fields.Text("model"),
            IsStreamed = fields.Flag("stream") ?? false,
            Options = OpenAiOptions.Read(fields, "max_tokens"),
        };

    private static string EffortOf(JsonFields fields) =>
        fields.Object("reasoning", "openai.Reasoning")?.Text("effort") is { Length: > 0 } effort
            ? effort
            : fields.Text("reasoning_effort");
}
