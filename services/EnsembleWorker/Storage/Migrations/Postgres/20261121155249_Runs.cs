using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orchestrator.EnsembleWorker.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Runs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "runs",
                schema: "worker",
                columns: table => new
                {
                    run_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    strategy = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    request = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    started_at_ms = table.Column<long>(type: "bigint", nullable: true),
                    finished_at_ms = table.Column<long>(type: "bigint", nullable: true),
                    answer = table.Column<byte[]>(type: "bytea", nullable: true),
                    cause = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    message = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    last_sequence = table.Column<long>(type: "bigint", nullable: false),
                    worker = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    address = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    expires_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    stop_requested = table.Column<bool>(type: "boolean", nullable: false),
                    trace_parent = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_runs", x => x.run_id);
                });

            migrationBuilder.CreateTable(
                name: "run_log",
                schema: "worker",
                columns: table => new
                {
                    run_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    at_ms = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_run_log", x => new { x.run_id, x.sequence });
                    table.ForeignKey(
                        name: "FK_run_log_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "worker",
                        principalTable: "runs",
                        principalColumn: "run_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steps",
                schema: "worker",
                columns: table => new
                {
                    run_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    step = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    model = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: false),
                    replica = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    output = table.Column<byte[]>(type: "bytea", nullable: false),
                    reason = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    prompt_tokens = table.Column<int>(type: "integer", nullable: false),
                    output_tokens = table.Column<int>(type: "integer", nullable: false),
                    started_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    finished_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    cause = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    message = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    simulated = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_steps", x => new { x.run_id, x.step });
                    table.ForeignKey(
                        name: "FK_steps_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "worker",
                        principalTable: "runs",
                        principalColumn: "run_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_runs_finished_at_ms",
                schema: "worker",
                table: "runs",
                column: "finished_at_ms");

            migrationBuilder.CreateIndex(
                name: "IX_runs_state_expires_at_ms",
                schema: "worker",
                table: "runs",
                columns: new[] { "state", "expires_at_ms" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "run_log",
                schema: "worker");

            migrationBuilder.DropTable(
                name: "steps",
                schema: "worker");

            migrationBuilder.DropTable(
                name: "runs",
                schema: "worker");
        }
    }
}
