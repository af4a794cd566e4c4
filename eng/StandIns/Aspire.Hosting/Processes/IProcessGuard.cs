namespace Aspire.Hosting.Processes;

/// <summary>Ends the processes, and deletes the folders, of an application that could not do so itself.</summary>
internal interface IProcessGuard
{
    void Add(int processId);

    void Remove(int processId);

    void AddFolder(string path);

    Task EndAsync(TimeSpan limit);
}
