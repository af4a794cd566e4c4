using System.Text.Json;
using Orchestrator.Cli.Evaluate.Ensembles.Trials;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.Cli.Evaluate.Ensembles.Grid;

/// <summary>A question of the bank: its models give the texts that simulated hosts would give.</summary>
internal sealed class BankTrial(Question question, BankWorld world) : ITrial
{
    /// <summary>What answers to the bank's questions have on average; nobody knows this one's before it is there.</summary>
    public const double UsualAnswerTokens = 60;

    private readonly Dictionary<(int Model, int Sample, double? Temperature), TrialAnswer> _answers = [];
    private readonly Dictionary<string, double> _scores = new(StringComparer.Ordinal);

    public string Task => question.Task;

    public string Language => question.Language;

    public IReadOnlyList<Message> Messages { get; } = [new Message { Role = "user", Content = question.Prompt }];

    public IReadOnlyList<TrialModel> Models => world.Models(question.Task);

    public TrialAnswer Ask(int model, int sample, double? temperature)
    {
        if (!_answers.TryGetValue((model, sample, temperature), out var answer))
        {
            answer = Plan(model, Messages, schema: null, temperature, sample);
            _answers[(model, sample, temperature)] = answer;
        }

        return answer;
    }

    public TrialAnswer Ask(int model, StepOrder order) =>
        Plan(
            model,
            order.Messages,
            order.JsonSchema,
            order.Sampling is { HasTemperature: true } sampling ? sampling.Temperature : null,
            order.Sampling?.Seed ?? 0
        );

    public double Score(string text)
    {
        if (!_scores.TryGetValue(text, out var score))
        {
            _scores[text] = score = AnswerForms.IsRight(question, text) == true ? 1 : 0;
        }

        return score;
    }

    private TrialAnswer Plan(int model, IEnumerable<Message> messages, string? schema, double? temperature, long seed)
    {
        var member = world.Members[model];
        var request = new AnswerRequest
        {
            Model = member.Model,
            World = member.World,
            Messages = [.. messages.Select(message => new PromptMessage(message.Role, message.Content))],
            Seed = seed,
            Schema = schema is null ? null : JsonElement.Parse(schema),
        };
        var answer = AnswerPlanner.Plan(request with { Temperature = temperature ?? request.Temperature });
        return new TrialAnswer(
            string.Concat(answer.Content),
            answer.DoneReason,
            answer.PromptTokens,
            answer.Tokens,
            Seconds: null
        );
    }
}
