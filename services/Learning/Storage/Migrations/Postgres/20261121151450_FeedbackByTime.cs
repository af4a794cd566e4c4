using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orchestrator.Learning.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class FeedbackByTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_feedback_GivenAtUnixMs",
                schema: "learning",
                table: "feedback",
                column: "GivenAtUnixMs");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_feedback_GivenAtUnixMs",
                schema: "learning",
                table: "feedback");
        }
    }
}
