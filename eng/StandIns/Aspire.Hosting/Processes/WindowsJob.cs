using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Aspire.Hosting.Processes;

/// <summary>
/// The job that this process and, by inheritance, all it starts belong to: Windows ends them when the last handle, ours, is
/// closed. Folders stay behind there. Never run by us.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsJob : IProcessGuard
{
    private const int ExtendedLimitInformation = 9;
    private const uint KillOnJobClose = 0x2000;

    private static readonly Lazy<nint> OwnJob = new(Create);

    private WindowsJob() { }

    public static WindowsJob Start()
    {
        _ = OwnJob.Value;
        return new WindowsJob();
    }

    public void Add(int processId) { }

    public void Remove(int processId) { }

    public void AddFolder(string path) { }

    public Task EndAsync(TimeSpan limit) => Task.CompletedTask; // closing the job would end this process, too

    private static nint Create()
    {
        var job = CreateJobObjectW(0, 0);
        var limits = new ExtendedLimits { LimitFlags = KillOnJobClose };
        SetInformationJobObject(job, ExtendedLimitInformation, ref limits, Marshal.SizeOf<ExtendedLimits>());
        using var self = Process.GetCurrentProcess();
        AssignProcessToJobObject(job, self.Handle);
        return job;
    }

    [DllImport("kernel32")]
    private static extern nint CreateJobObjectW(nint attributes, nint name);

    [DllImport("kernel32")]
    private static extern bool SetInformationJobObject(nint job, int kind, ref ExtendedLimits limits, int length);

    [DllImport("kernel32")]
    private static extern bool AssignProcessToJobObject(nint job, nint process);

    [StructLayout(LayoutKind.Sequential)]
    private struct ExtendedLimits
    {
        public long PerProcessUserTimeLimit;
        public long PerJobUserTimeLimit;
        public uint LimitFlags;
        public nuint MinimumWorkingSetSize;
        public nuint MaximumWorkingSetSize;
        public uint ActiveProcessLimit;
        public nuint Affinity;
        public uint PriorityClass;
        public uint SchedulingClass;
        public ulong ReadOperationCount;
        public ulong WriteOperationCount;
        public ulong OtherOperationCount;
        public ulong ReadTransferCount;
        public ulong WriteTransferCount;
        public ulong OtherTransferCount;
        public nuint ProcessMemoryLimit;
        public nuint JobMemoryLimit;
        public nuint PeakProcessMemoryUsed;
        public nuint PeakJobMemoryUsed;
    }
}
