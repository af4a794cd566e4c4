using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

internal sealed class CreationScriptAnnotation(string script) : IResourceAnnotation
{
    public string Script { get; } = script;
}
