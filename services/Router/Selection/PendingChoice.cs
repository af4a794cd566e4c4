namespace Orchestrator.Router.Selection;

/// <summary>A choice of this router that its owner has not counted yet.</summary>
internal readonly record struct PendingChoice(string RunId, DateTimeOffset ChosenAt);
