namespace Aspire.Hosting;

public interface IProjectMetadata
{
    string ProjectPath { get; }
    bool SuppressBuild { get; }
}
