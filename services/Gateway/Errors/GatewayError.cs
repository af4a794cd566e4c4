namespace Orchestrator.Gateway.Errors;

/// <summary>A refusal or failure before any dialect has put it into words of its own.</summary>
/// <param name="Message">A whole English sentence for the client. Never a prompt, an answer or a stack trace.</param>
internal sealed record GatewayError(ErrorKind Kind, string Message)
{
    /// <summary>What is wrong with which field; the first one is what single-error dialects report.</summary>
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    /// <summary>When to try again; null when nobody knows or trying again does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The cause in snake case for outcomes and metrics.</summary>
    public string Cause { get; init; } = "";

    /// <summary>The model that the client asked for, where the message is about it.</summary>
    public string Model { get; init; } = "";

    /// <summary>The first field that is wrong, as a JSON path without "$."; null when no field is to blame.</summary>
    public string? Field => Problems.Count > 0 && Problems[0].Field.Length > 0 ? Problems[0].Field : null;

    public static GatewayError Invalid(IReadOnlyList<FieldProblem> problems) =>
        new(ErrorKind.InvalidRequest, problems[0].Sentence) { Problems = problems, Cause = "invalid_request" };
}

/// <summary>One wrong field.</summary>
/// <param name="Field">JSON path without "$.", for example "messages[0].content"; empty for the body itself.</param>
/// <param name="Expected">What was expected, to be read after the field's name: "must be a string".</param>
internal sealed record FieldProblem(string Field, string Expected)
{
    public string Sentence => Field.Length == 0 ? $"The body {Expected}." : $"'{Field}' {Expected}.";
}
