using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SQLitePCL.Native;

/// <summary>Finds the SQLite library that the operating system brings, because no native bundle comes with this stand-in.</summary>
internal static class SystemLibrary
{
    /// <summary>The name in every import; never a file name, the resolver decides.</summary>
    public const string Name = "sqlite3";

    private static readonly Lazy<nint> Handle = new(() => Load(FileNames()));

    [ModuleInitializer]
    internal static void Register() =>
        NativeLibrary.SetDllImportResolver(
            typeof(SystemLibrary).Assembly,
            (name, _, _) => name == Name ? Handle.Value : 0
        );

    /// <exception cref="DllNotFoundException">None of them can be loaded; the message names the install command.</exception>
    internal static nint Load(IReadOnlyList<string> fileNames)
    {
        foreach (var fileName in fileNames)
        {
            if (NativeLibrary.TryLoad(fileName, Assembly.GetExecutingAssembly(), searchPath: null, out var handle))
            {
                return handle;
            }
        }

        throw new DllNotFoundException($"SQLite is not installed (tried {string.Join(", ", fileNames)}). {Advice()}");
    }

    private static string[] FileNames() =>
        OperatingSystem.IsWindows() ? ["winsqlite3.dll", "sqlite3.dll"]
        : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib", "/usr/lib/libsqlite3.dylib"]
        : ["libsqlite3.so.0", "libsqlite3.so"];

    private static string Advice() =>
        OperatingSystem.IsWindows()
            ? "winsqlite3.dll is part of Windows 10 and later; on older ones put sqlite3.dll on the PATH."
        : OperatingSystem.IsMacOS() ? "It is part of macOS; otherwise: brew install sqlite"
        : "Debian, Ubuntu: apt-get install libsqlite3-0. Fedora, RHEL: dnf install sqlite-libs. "
            + "Alpine: apk add sqlite-libs. Arch: pacman -S sqlite. openSUSE: zypper install libsqlite3-0";
}
