using System.Runtime.InteropServices;

namespace Orchestrator.Simulation.Figures;

/// <summary>The least that a model can cost on one host, found by asking the host's own rules.</summary>
/// <param name="PromptSeconds">Per prompt token of one request alone.</param>
/// <param name="AnswerSeconds">Per answer token of one request alone.</param>
/// <param name="PromptShare">Seconds of the whole host per prompt token with as many slots busy as pays most.</param>
/// <param name="AnswerShare">The same per answer token.</param>
/// <param name="LoadSeconds">Into memory.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ModelCost(
    double PromptSeconds,
    double AnswerSeconds,
    double PromptShare,
    double AnswerShare,
    double LoadSeconds
)
{
    public double Alone(double promptTokens, double answerTokens) =>
        (promptTokens * PromptSeconds) + (answerTokens * AnswerSeconds);

    public double HostSeconds(double promptTokens, double answerTokens) =>
        (promptTokens * PromptShare) + (answerTokens * AnswerShare);
}
