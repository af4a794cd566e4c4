using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orchestrator.SimulatedOllama.Logprobs;
using Orchestrator.SimulatedOllama.Registry;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>Checks a request against the model and the limits, whichever API it came by: there is one way to an answer.</summary>
internal sealed class CallBuilder(ModelStore models, IOptions<SimulatedOptions> options)
{
    /// <summary>Ollama's, for a request and a model that name none.</summary>
    private const double DefaultTemperature = 0.8;

    /// <summary>The call, or null when <paramref name="errors"/> says why not.</summary>
    public GenerationCall? Build(
        WireErrors errors,
        SharedFields shared,
        Conversation conversation,
        Func<TokenLogprobs?, IAnswerDialect> dialect
    )
    {
        errors.Add(LimitError(conversation));
        if (models.Find(shared.Name) is not { } stored)
        {
            errors.Add(WireError.NotFound(shared.Name));
            return null;
        }

        var given = ModelOptions.Read(ModelOptions.Merge(shared.Options, stored.Text.Parameters), errors);
        var seed = given.Seed is >= 0 ? given.Seed.Value : options.Value.Seed;
        var call = new GenerationCall
        {
            Options = given.Runner,
            KeepAlive = shared.KeepAlive,
            IsStreamed = shared.IsStreamed && !conversation.IsEmpty,
            IsEmpty = conversation.IsEmpty,
            Truncate = shared.Truncate,
            Dialect = dialect(shared.TopLogprobs is { } top ? new TokenLogprobs(top, seed) : null),
            Request = RequestOf(shared, conversation, stored, given, seed),
        };
        errors.Add(call.IsUnload ? null : ModelChecks.Missing(stored.Model, shared, conversation) ?? given.Error);
        return errors.First is null ? call : null;
    }

    private AnswerRequest RequestOf(
        SharedFields shared,
        Conversation conversation,
        StoredModel stored,
        ModelOptions given,
        long seed
    ) =>
        new()
        {
            Model = stored.Model,
            Messages = conversation.IsRaw ? conversation.Messages : WithOwn(stored.Text, conversation.Messages),
            Tools = conversation.Tools,
            Think = ModelChecks.LevelOf(stored.Model, shared.Think),
            Schema = shared.Schema,
            Seed = seed,
            Temperature = given.Temperature ?? DefaultTemperature,
            World = SkillWorld.Default with { Seed = options.Value.WorldSeed },
            NumPredict = given.NumPredict,
            Stop = given.Stop,
            Shift = shared.IsShifted,
            TokensMax = options.Value.AnswerTokensMax,
        };

    // A system message of the request takes the place of the model's.
    private static ImmutableArray<PromptMessage> WithOwn(ModelText text, ImmutableArray<PromptMessage> messages)
    {
        var system =
            text.System is { } own && !messages.Any(message => message.Role == "system")
                ? [new PromptMessage("system", own)]
                : ImmutableArray<PromptMessage>.Empty;
        return
        [
            .. system,
            .. text.Messages.Select(message => new PromptMessage(message.Role, message.Content)),
            .. messages,
        ];
    }

    private WireError? LimitError(Conversation conversation)
    {
        var limits = options.Value;
        return conversation.Messages.Length > limits.MessagesMax ? Limit("messages", limits.MessagesMax)
            : conversation.Tools.Length > limits.ToolsMax ? Limit("tools", limits.ToolsMax)
            : conversation.Messages.Sum(message => message.Images) > limits.ImagesMax
                ? Limit("images", limits.ImagesMax)
            : null;
    }

    private static WireError Limit(string what, int most) =>
        WireError.Bad(FormattableString.Invariant($"simulated limit: more than {most} {what}"));
}
