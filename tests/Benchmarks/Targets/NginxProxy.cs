using System.Globalization;

namespace Orchestrator.Benchmarks.Targets;

/// <summary>
/// nginx as a reverse proxy before the same stub: a private instance in the run's folder, connections to the stub kept, no
/// access log, and no buffering, because tokens must not wait.
/// </summary>
internal static class NginxProxy
{
    private static readonly string[] _places = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/local/bin/nginx"];

    public static string? Find() => Array.Find([.. _places, .. Programs.OnPath("nginx")], File.Exists);

    public static ChildProcess Start(string program, string folder, int port, int stubPort)
    {
        var configuration = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(configuration, Configuration(folder, port, stubPort));
        // nginx does not watch its standard input; the shell before it does, and ends it.
        const string Script = "\"$0\" -c \"$1\" -p \"$2\" & n=$!; cat >/dev/null; kill -TERM $n; wait $n";
        return ChildProcess.Start(Target.Nginx, folder, "/bin/sh", ["-c", Script, program, configuration, folder]);
    }

    private static string Configuration(string folder, int port, int stubPort)
    {
        var temporary = string.Concat(
            from use in (string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            select $"  {use}_temp_path {folder}/nginx-{use};\n"
        );
        // Only root can and must name a user: without it the workers could not use root's folder.
        var user = Environment.IsPrivilegedProcess ? "user root;\n" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {{user}}daemon off;
            worker_processes {{Environment.ProcessorCount}};
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/nginx-error.log warn;
            events { worker_connections 2048; }
            http {
              access_log off;
              keepalive_requests 100000000;
              keepalive_timeout 600s;
            {{temporary}}
              upstream stub {
                server 127.0.0.1:{{stubPort}};
                keepalive 512;
                keepalive_requests 100000000;
              }
              server {
                listen 127.0.0.1:{{port}};
                location / {
                  proxy_pass http://stub;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_buffering off;
                }
              }
            }
            """
        );
    }
}
