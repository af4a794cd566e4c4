namespace Orchestrator.StandIns.Tests.Grpc.Surface;

/// <summary>Something that one assembly needs of another: a type, or one of its members with the decoded signature.</summary>
internal sealed record Reference(string Assembly, string Type, string? Member)
{
    public override string ToString() => Member is null ? $"[{Assembly}] {Type}" : $"[{Assembly}] {Type} :: {Member}";
}
