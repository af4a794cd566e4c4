using System.Text;

namespace LocalServers;

/// <summary>A login and a ping, as bytes of the protocol.</summary>
internal static class RedisGreeting
{
    public static byte[] For(string? password) =>
        Encoding.UTF8.GetBytes((password is null ? "" : Command("AUTH", password)) + Command("PING"));

    /// <summary>While the server reads its file again it answers "-LOADING"; to a wrong password, "-WRONGPASS".</summary>
    public static bool IsWelcome(ReadOnlySpan<byte> answer) => answer.EndsWith("+PONG\r\n"u8);

    private static string Command(params string[] words) =>
        $"*{words.Length}\r\n"
        + string.Concat(words.Select(word => $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n"));
}
