using System.Buffers.Binary;
using System.Text;

namespace LocalServers;

/// <summary>The first message of a client: length, protocol 3.0, who it is and what it wants.</summary>
internal static class PostgresGreeting
{
    private const int Protocol = 0x0003_0000;

    public static byte[] For(string user)
    {
        var text = Encoding.UTF8.GetBytes($"user\0{user}\0database\0postgres\0\0");
        var message = new byte[8 + text.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), Protocol);
        text.CopyTo(message, 8);
        return message;
    }
}
